UPDATE polls SET amended = '[[1780000000021,"added","Both"],[1780000000022,"reworded","Tabs","Tab characters"]]' WHERE id = 51;
